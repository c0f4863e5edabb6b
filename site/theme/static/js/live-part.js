// <live-part id="…">: looks every few seconds how this part of the page stands now, and shows that, until
// the part carries data-finished. Without it the page has a link that does the same. `data-every` says how often
// (milliseconds), `data-from` an address that holds the part alone and answers 304 while nothing changed.

const EVERY = 2000

class LivePart extends HTMLElement {
  connectedCallback() { this.wait() }

  disconnectedCallback() { clearTimeout(this.timer) }

  wait() {
    clearTimeout(this.timer)
    if (!this.hasAttribute("data-finished")) this.timer = setTimeout(() => this.look(), Number(this.dataset.every) || EVERY)
  }

  async look() {
    try {
      const answer = await fetch(this.dataset.from || location.href, {
        credentials: "same-origin",
        redirect: "error",
        headers: this.etag ? { "If-None-Match": this.etag } : {},
      })
      const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html")
      const part = page && page.getElementById(this.id)
      if (part) {
        this.etag = answer.headers.get("ETag")
        this.show(part)
      }
    } catch { /* no connection: look again later */ }
    this.wait()
  }

  // Whoever is writing in the part keeps what they write: it is shown anew when they have left it.
  show(part) {
    if (this.querySelector("form:focus-within, details[open]")) {
      this.etag = null
      return
    }
    this.toggleAttribute("data-finished", part.hasAttribute("data-finished"))
    if (part.innerHTML !== this.innerHTML) this.replaceChildren(...part.childNodes)
  }
}

customElements.define("live-part", LivePart)
