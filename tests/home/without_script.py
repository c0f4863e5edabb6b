"""A reader whose browser runs no script: follows links, fills in the forms that stand on the page, sends them."""

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.utils.translation import gettext, override, pgettext

from people.models import User


def said(tag: Tag) -> str:
    """What is written in a part of a page, without the breaks of its source."""
    return " ".join(tag.get_text().split())


class Reader:
    """Reads in one language; every form is sent as it stands on the page, token and all."""

    def __init__(self, user: User, language: str) -> None:
        self.language = language
        self.client = Client(enforce_csrf_checks=True, headers={"accept-language": language})
        self.client.force_login(user)
        self.url = ""
        self.page = BeautifulSoup("", "html.parser")

    def says(self, english: str, context: str = "") -> str:
        """A text of the interface in the reader's language."""
        with override(self.language):
            return pgettext(context, english) if context else gettext(english)

    def goes_to(self, url: str) -> None:
        self.take(self.client.get(url, follow=True))

    def take(self, response) -> None:
        """Look at the page that was answered."""
        assert response.status_code == 200, response
        self.url = response.request["PATH_INFO"]
        self.page = BeautifulSoup(response.content.decode(), "html.parser")
        assert self.page.html["lang"] == self.language

    def sees(self, *texts: str) -> None:
        """All of these are on the page."""
        words = said(self.page)
        assert [text for text in texts if " ".join(text.split()) not in words] == []

    def follows(self, words: str) -> None:
        """Follow the link with these words."""
        link = next(link for link in self.page.find_all("a", href=True) if said(link) == words)
        self.goes_to(link["href"])

    def presses(self, words: str, place: Tag | None = None, **filled: str | list[str]) -> None:
        """Press the button with these words, after filling in the form around it."""
        buttons = (place or self.page).find_all("button")
        button = next(button for button in buttons if said(button) == words)
        form = button.find_parent("form")
        sent = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
        sent |= filled
        if button.get("name"):
            sent[button["name"]] = button["value"]
        self.take(self.client.post(form["action"], sent, follow=True))
