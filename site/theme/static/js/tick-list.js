// <tick-list>: sends each tick of the form inside it at once, and keeps those that could not be sent. See tick-list.md.

const RETRY_MS = [2000, 5000, 10000, 30000, 60000]

const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16))

class TickList extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.output = this.querySelector(".save-state")
    this.waiting = this.stored((store) => JSON.parse(store.getItem(this.key) || "[]")) || []
    this.tries = 0
    this.waiting.forEach((tick) => this.check(tick))
    this.form.addEventListener("change", (event) => this.ticked(event.target))
    window.addEventListener("online", () => this.send())
    if (this.waiting.length) this.send()
  }

  get key() { return `ticks:${location.pathname}` }
  get keeps() { return !this.closest("[data-shared-device]") }

  stored(use) {
    if (!this.keeps) return undefined
    try { return use(sessionStorage) } catch { return undefined }
  }

  keep() {
    this.stored((store) => this.waiting.length
      ? store.setItem(this.key, JSON.stringify(this.waiting)) : store.removeItem(this.key))
  }

  // A tick that waited before a reload stands on the page again.
  check(tick) {
    const input = this.form.querySelector(`input[name="presence-${CSS.escape(tick.person)}"][value="${CSS.escape(tick.presence)}"]`)
    if (input) input.checked = true
  }

  ticked(input) {
    const person = input.closest("[data-person]")?.dataset.person
    if (!person || input.type !== "radio") return
    this.waiting.push({ uuid: uuid(), happened_at: new Date().toISOString(), person, presence: input.value })
    this.keep()
    this.tries = 0
    this.send()
  }

  // One after the other, in the order in which they were made.
  async send() {
    clearTimeout(this.timer)
    if (this.sending) return
    this.sending = true
    this.show("saving")
    try {
      while (this.waiting.length) await this.sendOne(this.waiting[0])
      this.show("saved")
    } catch {
      this.show("waiting")
      this.timer = setTimeout(() => this.send(), RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)])
    } finally {
      this.sending = false
    }
  }

  async sendOne(tick) {
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]").value
    const answer = await fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token },
      body: new URLSearchParams(tick),
      credentials: "same-origin",
      redirect: "manual",
      keepalive: true,
    })
    if (!answer.ok && (answer.status >= 500 || answer.status === 429 || answer.type === "opaqueredirect")) throw answer
    this.waiting.shift()
    this.keep()
    if (answer.ok) return
    const said = await answer.json().catch(() => ({}))
    this.refused = said.error || this.getAttribute("data-refused")
  }

  show(state) {
    if (!this.output) return
    this.output.dataset.state = state
    this.output.textContent = (state === "saved" && this.refused) || this.getAttribute(`data-${state}`) || ""
    if (state === "saved") this.refused = ""
  }
}

customElements.define("tick-list", TickList)
