"""The rooms of an account are accessible, fit their window, and speak one language."""

import re

import pytest
from django.utils.translation import override

from people.forms import word_to_write
from tests.journeys.looks import faults
from tests.journeys.people_on_site import Person, new_email
from tests.journeys.walks import join

# Each room is seen in this look and in the opposite one.
LOOKS = [("es", 360, "dark"), ("en", 1280, "dark")]
ROOMS = {
    "en": "security devices data password second-factor app passkeys/new email delete confirm",
    "es": "seguridad dispositivos datos contrasena segundo-factor aplicacion llaves/nueva correo borrar confirmar",
}
ACCOUNT = {"en": "/en/account/", "es": "/es/cuenta/"}
SAVE_DATA = {"en": "/en/save-data/", "es": "/es/ahorrar-datos/"}


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_room_of_an_account_is_in_order(site, page_at, language, width, scheme):
    person = Person(page_at(width, scheme=scheme, language=language), language, "mouse")
    join(person, site, new_email("rooms"), "Rosa")
    found = {}

    for address in [
        *(f"{ACCOUNT[language]}{room}/" for room in ROOMS[language].split()),
        SAVE_DATA[language],
    ]:
        person.goes_to(address)
        found[address] = faults(person.page)
    person.goes_to(f"{ACCOUNT[language]}{ROOMS[language].split()[2]}/")
    person.uses(person.button("Read it here"))
    found["the copy"] = faults(person.page)
    person.goes_to(f"{ACCOUNT[language]}{ROOMS[language].split()[3]}/")
    person.uses(person.button("Save the password"))
    found["a refused password"] = faults(person.page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("script", [True, False])
def test_erasing_is_taken_back_by_the_link_in_the_letter(site, page_at, script):
    person, address = Person(page_at(script=script, language="en"), "en", "mouse"), new_email("back")
    join(person, site, address, "Rosa")
    person.goes_to("/en/account/delete/")
    with override("en"):
        word = word_to_write()
    person.writes(person.page.locator("input[name=word]"), word)
    person.uses(person.button("Close my account and erase it"))

    letter = site.mails(address)[-1].get_body(("plain",)).get_content()
    person.goes_to(re.search(r"http://\S+/account/keep/\S+", letter)[0])
    person.uses(person.button("Open my account again"))

    person.sees_heading("Your account is open again")
