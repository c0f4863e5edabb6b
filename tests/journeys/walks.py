"""Pieces of journeys on the first module: begin, play, answer, sign up, reflect, finish.

What people read comes from the content files, what they press from the catalogue of messages.
"""

from playwright.sync_api import Locator, Page, expect

from tests.content import files
from tests.journeys.addresses import HOMES, LESSONS, MODULES, SIGN_UP
from tests.journeys.people_on_site import Person
from tools.live_site import LiveSite

MODULE = files.MODULES["m1"]
TITLES = [files.LESSONS[f"m1/{name}"]["title"] for name in MODULE["lessons"]]
ITEMS = files.ACTIVITIES["m1"]["items"]
PROMPT = files.ACTIVITIES["m1"]["reflections"][0]["prompt"]
STORY = files.ACTIVITIES["m1"]["scenarios"][0]
ENDINGS = {ending["id"]: ending for ending in STORY["endings"]}
DECISIONS = {option["id"]: option["text"] for node in STORY["nodes"] for option in node["options"]}


# --- Beginning and coming back


def begin(person: Person) -> None:
    """From home to the first lesson, without an account."""
    person.goes_to(HOMES[person.language])
    person.uses(person.page.get_by_role("link", name=MODULE["title"][person.language]).first)
    person.uses(person.link("Start", "module"))
    person.sees_heading(TITLES[0][person.language])


def mark_done(person: Person) -> None:
    """At the end of a lesson."""
    person.uses(person.button("Mark as done and continue"))


def finish_lessons(person: Person) -> None:
    """Mark the six lessons one after the other."""
    person.goes_to(LESSONS[person.language][0])
    for title in TITLES[1:]:
        mark_done(person)
        person.sees_heading(title[person.language])
    person.uses(person.button("Mark as done and finish"))


def states(page: Page) -> list[str]:
    """How far each lesson is, as the outline draws it."""
    dots = page.locator(".steps").first.locator("li > :first-child")
    return dots.evaluate_all("dots => dots.map(dot => dot.className)")


def progress(page: Page) -> str | None:
    """How many lessons are done, as the meter shows it."""
    return page.locator("progress").first.get_attribute("value")


# --- The scenario


def open_note(person: Person) -> None:
    """Look behind the content note."""
    person.opens(person.page.locator(".gate summary").first)


def decide(person: Person, *options: str) -> None:
    """Take decisions of the story, one after the other."""
    for option in options:
        person.uses(person.page.get_by_role("button", name=DECISIONS[option][person.language], exact=True))


def sees_ending(person: Person, name: str) -> None:
    """The ending with its principle."""
    ending = ENDINGS[name]
    person.sees(ending["title"][person.language], ending["principle"][person.language])


# --- The quiz


def explanations(language: str) -> list[str]:
    """What must not leave the server before an answer."""
    options = [option for item in ITEMS for option in item["options"]]
    return [written_out(each["feedback"][language], language) for each in [*ITEMS, *options]]


def written_out(text: str, language: str) -> str:
    """The text with its marked figure as a reader sees it."""
    return text.replace("[[=idc-detained-2015]]", {"es": "más de 35,700", "en": "more than 35,700"}[language])


def answer(person: Person, *, right: bool, clicks: int = 1) -> None:
    """Answer all six questions and hand them in, with one click or an impatient two."""
    for number, item in enumerate(ITEMS):
        fill_in(person, person.page.locator(".quiz .item").nth(number), item, right)
    button = person.button("Check my answers")
    if clicks == 1:
        person.uses(button)
    else:
        button.click(click_count=clicks, delay=5)


def fill_in(person: Person, place: Locator, item: dict, right: bool) -> None:
    """Answer one question."""
    if item["type"] == "numeric":
        person.writes(place.locator("input.short"), str(item["answer"]["value"]) if right else "35700")
    elif item["options"]:
        for option in (one for one in item["options"] if one["correct"] is right):
            person.ticks(place.get_by_label(option["text"][person.language], exact=True))
            if item["type"] != "multiple_response":
                break
    else:
        for thing, wanted in placements(item, person.language, right):
            choose_place(person, place.get_by_label(thing, exact=True), wanted)


def placements(item: dict, language: str, right: bool) -> list[tuple[str, str]]:
    """What belongs where, in words; shifted by one when it shall be wrong."""
    if item["type"] == "ordering":
        things = [one["text"][language] for one in item["sequence"]]
        places = [str(position) for position, _thing in enumerate(things, start=1)]
    else:
        things = [one["left"][language] for one in item["pairs"]]
        places = [one["right"][language] for one in item["pairs"]]
    return list(zip(things, places if right else places[1:] + places[:1], strict=True))


def choose_place(person: Person, place: Locator, words: str) -> None:
    person.picks(place, place.locator("option", has_text=words).get_attribute("value"))


# --- An account


def sign_up(person: Person, site: LiveSite, email: str, name: str, *, shared: bool = False) -> None:
    """Fill in the form for a new account on this page, read the mail, write the code."""
    person.writes(person.field("E-mail"), email)
    person.writes(person.field("Name that others see"), name)
    person.ticks(person.field("I am 18 or older"))
    person.uses(person.button("Send me a code"))
    enter_code(person, site, email, shared=shared)


def enter_code(person: Person, site: LiveSite, email: str, *, shared: bool = False) -> None:
    """Write the code from the mail that was sent last."""
    person.sees_heading(person.says("Write your code"))
    code = site.mail_code(email, after=person.mails_read)
    person.mails_read += 1
    person.writes(person.field("Code of six digits"), code)
    if shared:
        person.ticks(person.field("This is a shared device"))
    person.uses(person.button("Continue", "sign in"))


def join(person: Person, site: LiveSite, email: str, name: str, *, shared: bool = False) -> None:
    """Make an account from the page for it."""
    person.goes_to(SIGN_UP[person.language])
    sign_up(person, site, email, name, shared=shared)


def sign_out(person: Person) -> None:
    """By the menu behind the drawn person."""
    person.opens(person.page.locator(".account-menu summary"))
    person.uses(person.page.locator(".account-menu").get_by_role("button", name=person.says("Sign out")))
    person.sees_heading(person.says("You are signed out"))


def claims(person: Person) -> None:
    """Yes, the earlier work in this browser is mine."""
    person.sees_heading(person.says("Is this yours?"))
    person.uses(person.button("Yes, it is mine"))


# --- A reflection


def reflection(person: Person) -> Locator:
    """Where to write on this page."""
    return person.page.locator(".reflection textarea")


def reflect(person: Person, text: str, *, script: bool) -> None:
    """Write; the script saves while one writes, without it a button does."""
    person.writes(reflection(person), text)
    if script:
        expect(person.page.locator(".save-state")).to_have_text(person.says("Saved"))
    else:
        person.uses(person.page.locator(".reflection").get_by_role("button", name=person.says("Save")))


def kept_on_device(page: Page) -> dict:
    """What scripts of the site have left in this browser."""
    return page.evaluate("() => ({...localStorage, ...sessionStorage})")


def cookie_names(page: Page) -> set[str]:
    """The cookies of this browser."""
    return {cookie["name"] for cookie in page.context.cookies()}


def module(person: Person) -> str:
    """The module's address in the person's language."""
    return MODULES[person.language]
