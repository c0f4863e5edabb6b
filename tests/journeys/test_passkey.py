"""A person gives their phone a passkey, comes back with it alone, and takes it away again."""

from playwright.sync_api import Page, expect

from tests.journeys.pages import Complaints, new_page
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import join, sign_out

SECURITY = "/en/account/security/"
# A phone with a finger on it: keys that stay on the device, and that ask who holds it.
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_authenticator(page: Page):
    """Give this browser an authenticator of its own; returns how to speak with it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})["authenticatorId"]


def test_a_passkey_signs_in_alone_until_it_is_taken_away(site, browser):
    # A passkey belongs to a name, never to a number such as 127.0.0.1.
    url = site.url.replace("127.0.0.1", "localhost")
    page = new_page(browser, url, width=360, scheme="light", script=True, language="en")
    complaints = Complaints(url)
    complaints.listen_to(page)
    phone, key = with_authenticator(page)
    person = Person(page, "en", "finger")
    join(person, site, new_email("key"), "Keya")

    person.goes_to(SECURITY)
    person.uses(person.link("Add a passkey"))
    person.writes(person.field("A name for it"), "My phone")
    person.uses(person.button("Add a passkey"))
    person.sees("Done. You can sign in with it from now on.", "My phone")
    sign_out(person)
    person.goes_to("/en/account/sign-in/")
    person.uses(person.button("Sign in with a passkey"))
    person.sees_heading("My learning")

    person.goes_to(SECURITY)
    person.uses(page.get_by_role("button", name="Take My phone away"))
    expect(page.get_by_text("It is taken away.")).to_be_visible()
    sign_out(person)
    person.goes_to("/en/account/sign-in/")
    person.uses(person.button("Sign in with a passkey"))
    person.sees("This passkey could not be used.")
    assert len(phone.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1
    page.context.close()
    assert complaints.heard == []
