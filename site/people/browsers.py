"""What a browser says about itself, in the two words a person recognizes their device by."""

from people.enums import Device

LONGEST = 400
# The first that is found counts: most browsers also name the ones they descend from.
BROWSERS = (
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("Edg/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Opera Mini", "Opera Mini"),
    ("UCBrowser/", "UC Browser"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
DEVICES = (
    ("iPad", Device.TABLET),
    ("Tablet", Device.TABLET),
    ("iPhone", Device.PHONE),
    ("Mobile", Device.PHONE),
    ("Android", Device.TABLET),
    ("Windows", Device.COMPUTER),
    ("Macintosh", Device.COMPUTER),
    ("CrOS", Device.COMPUTER),
    ("Linux", Device.COMPUTER),
)


def browser_family(user_agent: str) -> str:
    """The name of the browser without its version; empty when it is none we know."""
    said = user_agent[:LONGEST]
    return next((name for mark, name in BROWSERS if mark in said), "")


def device_kind(user_agent: str) -> Device:
    said = user_agent[:LONGEST]
    return next((kind for mark, kind in DEVICES if mark in said), Device.OTHER)
