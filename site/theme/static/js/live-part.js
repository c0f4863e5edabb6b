// <live-part id="…">: looks every few seconds how this part of the page stands now, and shows that, until
// the part carries data-finished. Without it the page has a link that does the same.

const EVERY = 2000

class LivePart extends HTMLElement {
  connectedCallback() { this.wait() }

  disconnectedCallback() { clearTimeout(this.timer) }

  wait() {
    if (!this.hasAttribute("data-finished")) this.timer = setTimeout(() => this.look(), EVERY)
  }

  async look() {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", redirect: "error" })
      const page = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html")
      const part = page && page.getElementById(this.id)
      if (part) this.show(part)
    } catch { /* no connection: look again later */ }
    this.wait()
  }

  show(part) {
    this.toggleAttribute("data-finished", part.hasAttribute("data-finished"))
    if (part.innerHTML !== this.innerHTML) this.replaceChildren(...part.childNodes)
  }
}

customElements.define("live-part", LivePart)
