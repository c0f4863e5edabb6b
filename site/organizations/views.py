"""Organizations as everybody may read them. No page names a person."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from base.visitors import open_to_all
from organizations import linked_data
from organizations.enums import Standing
from organizations.forms import FindForm
from organizations.models import Membership, Organization
from reference.rules import in_groups, sorting_key
from reference.usage import uses_of


def organizations(request: HttpRequest) -> HttpResponse:
    """All that the reader may see, or those that are called as they say."""
    form = FindForm(request.GET)
    rows = Organization.objects.visible_to(reader(request)).with_facts()
    found = sorted(form.find_in(rows), key=lambda row: sorting_key(str(row)))
    groups = in_groups(found, lambda row: row.standing)
    context = {
        "form": form,
        "query": form.query(),
        "groups": [(standing, groups[standing]) for standing in Standing if standing in groups],
    }
    return open_to_all(render(request, "organizations/organizations.html", context))


def organization(request: HttpRequest, code: str) -> HttpResponse:
    """One organization: names, kind, place, and where its name comes from."""
    visible = Organization.objects.visible_to(reader(request)).with_facts()
    found = get_object_or_404(visible, code=code)
    context = {
        "organization": found,
        "membership": own_membership(request, found),
        "uses": uses_of(found),
        "crumbs": [(_("Organizations"), reverse("organizations"))],
        "linked_data": linked_data.organization(found, request.build_absolute_uri(request.path)),
        "edit_url": edit_url(request, found),
    }
    return open_to_all(render(request, "organizations/organization.html", context))


def reader(request: HttpRequest):
    """Who reads; strangers are not even looked up."""
    return request.user if getattr(request, "is_known", False) else AnonymousUser()


def own_membership(request: HttpRequest, row: Organization) -> Membership | None:
    """What the reader is in it, for their eyes alone."""
    person = reader(request)
    return row.memberships.filter(person=person).first() if person.is_authenticated else None


def edit_url(request: HttpRequest, row: Organization) -> str:
    """The form for those who may change it."""
    person = reader(request)
    may = person.is_staff and person.has_perm("organizations.change_organization")
    return reverse("organization_rows:edit", args=[row.pk]) if may else ""
