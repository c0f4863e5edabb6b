"""A form of a page as a browser would send it, so that tests change what a person would change."""

from html.parser import HTMLParser

from django.http import QueryDict


class FormReader(HTMLParser):
    """Collects the controls of the form with this id, in their order; what is in a template is not sent."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside, self.templates = form_id, False, 0
        self.sent: list[tuple[str, str]] = []
        self.area = self.select = ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self.inside = found.get("id") == self.form_id
        self.templates += tag == "template"
        if self.inside and not self.templates:
            self.take(tag, found)

    def take(self, tag, found):
        if tag == "input":
            self.take_input(found)
        elif tag == "textarea":
            self.area = found["name"]
            self.sent.append((self.area, ""))
        elif tag == "select":
            self.select = found["name"]
        elif tag == "option" and "selected" in found:
            self.sent.append((self.select, found.get("value") or ""))

    def take_input(self, found):
        if found.get("type") in {"radio", "checkbox"} and "checked" not in found:
            return
        self.sent.append((found["name"], found.get("value") or ""))

    def handle_data(self, data):
        if self.area:
            name, text = self.sent[-1]
            # A browser takes the first line end of a text area for mark-up.
            self.sent[-1] = (name, text + data)

    def handle_endtag(self, tag):
        if tag == "textarea":
            name, text = self.sent[-1]
            self.sent[-1], self.area = (name, text.removeprefix("\n")), ""
        if tag == "template":
            self.templates -= 1
        if tag == "form":
            self.inside = False


def form_in(html: str, form_id: str) -> QueryDict:
    """What the form would send as it stands."""
    reader = FormReader(form_id)
    reader.feed(html)
    data = QueryDict(mutable=True)
    for name, value in reader.sent:
        data.appendlist(name, value)
    return data
