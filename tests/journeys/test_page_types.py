"""Every page type is accessible, fits its window, and speaks one language."""

import pytest

from tests.journeys.addresses import (
    CATALOGUES,
    CODE,
    FIGURES,
    GLOSSARIES,
    HOMES,
    LAWS,
    LESSONS,
    MODULES,
    MY_LEARNING,
    NOWHERE,
    OFFLINE,
    ORGANIZATIONS,
    PATH_LISTS,
    PATHS,
    PROFILE,
    SCENARIO_STEPS,
    SIGN_IN,
    SIGN_OUT,
    SIGN_UP,
    STATEMENTS,
)
from tests.journeys.looks import faults
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import answer, begin, decide, enter_code, finish_lessons, open_note, sign_out

WAYS = {360: "finger", 1280: "mouse"}
# Each page is seen in this look and in the opposite one; in all four if it is one of the five seen most.
LOOKS = [("es", 360, "dark"), ("en", 1280, "dark")]
SEEN_MOST = {"home", "module", "scenario to play", "quiz to answer", "my learning"}
SERVER_ERROR = """
from django.utils.translation import override
from home.views import server_error
for language in ("es", "en"):
    with override(language):
        print(server_error(None).content.decode(), "=====")
"""


class Look:
    """Goes from page to page and remembers what is wrong where."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page
        self.found: dict[str, list[str]] = {}

    def at(self, name: str, address: str = "") -> None:
        """Look at an address, or at the page as it is; `name` says which page type it is."""
        if address:
            self.page.goto(address)
        if wrong := faults(self.page, everywhere=name in SEEN_MOST):
            self.found[name] = wrong

    def is_good(self) -> None:
        """Fail with a line for everything that is wrong anywhere."""
        assert self.found == {}, "\n".join(
            f"{name}: {line}" for name in self.found for line in self.found[name]
        )


def public_pages(look: Look) -> None:
    """What a stranger can open."""
    language = look.person.language
    look.at("home", HOMES[language])
    look.at("catalogue", CATALOGUES[language])
    look.at("module", MODULES[language])
    look.at("paths", PATH_LISTS[language])
    look.at("path", PATHS[language])
    for number, address in enumerate(LESSONS[language], start=1):
        look.at(f"lesson {number}", address)
    look.at("lesson 4, note open", f"{LESSONS[language][3]}?note=open")
    look.at("scenario step", SCENARIO_STEPS[language])
    for address in STATEMENTS[language]:
        look.at(f"statement {address}", address)
    look.at("nowhere", NOWHERE[language])
    look.at("offline", OFFLINE)


def shelf(look: Look) -> None:
    """Glossary, law, figures and organizations, each with its first entry."""
    shelves = {"glossary": GLOSSARIES, "law": LAWS, "figures": FIGURES, "organizations": ORGANIZATIONS}
    for name, addresses in shelves.items():
        address = addresses[look.person.language]
        look.at(name, address)
        entry = look.page.locator(f'main a[href^="{address}"]:not([href="{address}"]):not([href*="#"])').first
        look.at(f"{name}, one entry", entry.get_attribute("href"))
    address = ORGANIZATIONS[look.person.language]
    look.at("organization, only named", f"{address}pfpnna/")
    look.at("organizations, nothing found", f"{address}?q=nobody")


def doors(look: Look) -> None:
    """Sign-in and sign-up, with and without errors; a form whose key is gone."""
    person, language = look.person, look.person.language
    look.at("sign in", SIGN_IN[language])
    person.uses(person.button("Send me a code"))
    look.at("sign in, with errors")
    look.at("sign up", SIGN_UP[language])
    person.uses(person.button("Send me a code"))
    look.at("sign up, with errors")
    look.at("code without a mail", CODE[language])
    person.page.goto(SIGN_IN[language])
    person.page.locator("main form [name=csrfmiddlewaretoken]").first.evaluate("input => input.remove()")
    person.uses(person.button("Send me a code"))
    look.at("form without its key")


def broken(look: Look, site) -> None:
    """The page for when nothing else works, as the server would send it."""
    pages = site.shell(SERVER_ERROR).split("=====")
    body = pages[0 if look.person.language == "es" else 1]
    look.page.route("**/broken/", lambda route: route.fulfill(body=body, content_type="text/html"))
    look.at("server error", f"{HOMES[look.person.language]}broken/")


def answered(look: Look) -> None:
    """A learner's lessons with their activities open, refused and answered."""
    person, language = look.person, look.person.language
    begin(person)
    look.at("lesson 1, known")
    person.page.goto(LESSONS[language][3])
    open_note(person)
    look.at("scenario to play")
    decide(person, "c")
    look.at("scenario, ended")
    look.at("quiz to answer", LESSONS[language][5])
    person.uses(person.button("Check my answers"))
    look.at("quiz, not complete")
    person.page.goto(LESSONS[language][5])
    answer(person, right=False)
    look.at("quiz, answered")


def own_pages(look: Look, site) -> None:
    """From the mail with the code to the page after signing out."""
    person, language, email = look.person, look.person.language, new_email()
    look.at("my learning, no account", MY_LEARNING[language])
    person.page.goto(SIGN_UP[language])
    fill_in_sign_up(person, email)
    look.at("code")
    enter_code(person, site, email)
    look.at("claim")
    person.uses(person.button("Yes, it is mine"))
    look.at("my learning")
    look.at("path, known", PATHS[language])
    person.uses(person.button("Follow this path"))
    look.at("path, followed")
    look.at("my learning, with a path", MY_LEARNING[language])
    look.at("home, known", HOMES[language])
    look.at("module, known", MODULES[language])
    look.at("lesson 1, reflection", LESSONS[language][0])
    look.at("profile", PROFILE[language])
    look.at("sign out?", SIGN_OUT[language])
    person.page.goto(MY_LEARNING[language])
    person.uses(person.link("Leave this module"))
    look.at("leave?")
    finish_lessons(person)
    look.at("module, lessons finished")
    sign_out(person)
    look.at("signed out")


def fill_in_sign_up(person: Person, email: str) -> None:
    person.writes(person.field("E-mail"), email)
    person.writes(person.field("Name that others see"), "Río")
    person.ticks(person.field("I am 18 or older"))
    person.uses(person.button("Send me a code"))


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_page_for_strangers(page_at, site, language, width, scheme):
    look = Look(Person(page_at(width, scheme, language=language), language, WAYS[width]))

    public_pages(look)
    shelf(look)
    doors(look)
    broken(look, site)

    look.is_good()


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_page_for_learners(page_at, site, language, width, scheme):
    look = Look(Person(page_at(width, scheme, language=language), language, WAYS[width]))

    answered(look)
    own_pages(look, site)

    look.is_good()
