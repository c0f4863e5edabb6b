"""What a first visit to a page costs on a slow line: bytes over the wire, requests, time until readable."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

# The test profile of the budgets: 400 kbit/s each way, 400 ms for a round trip, nothing cached.
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
FIRST_PAINT = """() => new Promise(resolve => {
    const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
    const look = () => seen() ? resolve(seen().startTime) : setTimeout(look, 20);
    look();
})"""


@dataclass
class Transfer:
    """One resource of a page."""

    url: str
    started: float
    kind: str = ""
    size: int = 0


@dataclass
class Weight:
    """What a visit cost."""

    readable_ms: float = 0
    transfers: list[Transfer] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All bytes over the wire, headers included."""
        return sum(transfer.size for transfer in self.transfers)

    def of(self, *kinds: str) -> int:
        """The bytes of some kinds: Document, Stylesheet, Script, Font, Image…"""
        return sum(transfer.size for transfer in self.transfers if transfer.kind in kinds)

    @property
    def before_readable(self) -> list[str]:
        """The addresses asked for before the page could be read.

        Pictures are not counted: they load lazily and hold nothing up; their bytes count in `total`.
        """
        start = min(transfer.started for transfer in self.transfers)
        limit = start + self.readable_ms / 1000
        asked = (one for one in self.transfers if one.kind != "Image")
        return [transfer.url for transfer in asked if transfer.started <= limit]


class Meter:
    """Listens to what a page loads."""

    def __init__(self, page: Page) -> None:
        self._transfers: dict[str, Transfer] = {}
        self._session = page.context.new_cdp_session(page)
        self._session.on("Network.requestWillBeSent", self._sent)
        self._session.on("Network.responseReceived", self._answered)
        self._session.on("Network.loadingFinished", self._finished)
        self._session.send("Network.enable")
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._session.send("Network.emulateNetworkConditions", SLOW_LINE)

    def stop(self) -> list[Transfer]:
        """Everything loaded over the network, in order; `data:` addresses cost nothing."""
        self._session.detach()
        return [transfer for transfer in self._transfers.values() if not transfer.url.startswith("data:")]

    def _sent(self, event: dict) -> None:
        if "redirectResponse" in event:
            old = self._transfers.pop(event["requestId"])
            old.size = event["redirectResponse"]["encodedDataLength"]
            self._transfers[f"{event['requestId']}-{len(self._transfers)}"] = old
        self._transfers[event["requestId"]] = Transfer(event["request"]["url"], event["timestamp"])

    def _answered(self, event: dict) -> None:
        self._transfers[event["requestId"]].kind = event["type"]

    def _finished(self, event: dict) -> None:
        self._transfers[event["requestId"]].size = int(event["encodedDataLength"])


def weigh(page: Page, url: str) -> Weight:
    """Visit an address over the slow line with an empty cache and tell what it cost."""
    meter = Meter(page)
    page.goto(url, wait_until="networkidle", timeout=60_000)
    readable = page.evaluate(FIRST_PAINT)
    return Weight(readable_ms=readable, transfers=meter.stop())
