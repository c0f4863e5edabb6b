"""What a form that has been dealt with is answered with."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """303: look over there."""

    status_code = 303
