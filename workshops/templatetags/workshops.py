"""What templates ask about events."""

from django import template

from workshops.addresses import address_of

register = template.Library()
register.simple_tag(address_of, name="event_url")
