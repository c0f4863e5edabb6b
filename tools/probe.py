"""Ask the server in this container whether it can work: `python -m tools.probe`; the status says it."""

import http.client
import os


def main() -> int:
    """0 when /readyz answers 200."""
    host = os.environ.get("PUENTES_HOSTS", "localhost").partition(",")[0].strip()
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("PORT") or 8000), timeout=4)
    try:
        connection.request("GET", "/readyz", headers={"Host": host})
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    raise SystemExit(main())
