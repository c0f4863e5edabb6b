"""On the running site: what changes shows in every worker within a second."""

import http.client
import time

from tools.live_site import LiveSite

ADD = """
from reference.models import GlossaryTerm
GlossaryTerm.objects.create(
    code="footbridge", term={"en": "Footbridge", "es": "Pasarela"}, definition={"en": "Narrow.", "es": "Angosta."}
)
"""
REMOVE = """
from reference.models import GlossaryTerm
GlossaryTerm.objects.filter(code="footbridge").delete()
"""
# New connections are handed to whichever worker is free.
VISITS = 12


def pages(site: LiveSite) -> list[bool]:
    """Whether the word stands in the glossary, asked over many connections."""
    found = []
    for _visit in range(VISITS):
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        connection.request("GET", "/en/glossary/")
        found.append(b"Footbridge" in connection.getresponse().read())
        connection.close()
    return found


def test_a_new_word_is_in_every_workers_glossary_after_a_second_and_gone_after_another(site):
    before = pages(site)

    site.shell(ADD)
    time.sleep(1)
    after = pages(site)
    site.shell(REMOVE)
    time.sleep(1)

    assert (before, after, pages(site)) == ([False] * VISITS, [True] * VISITS, [False] * VISITS)
