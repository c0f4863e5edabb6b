// <auto-save>: saves the form inside it while the person types. See auto-save.md.

const QUIET_MS = 1200
const RETRY_MS = [2000, 5000, 10000, 30000, 60000]

// randomUUID exists in secure contexts alone; a training room may run on plain http.
const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16))

class AutoSave extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.text = this.querySelector("textarea")
    this.output = this.querySelector(".save-state")
    if (!this.form || !this.text) return
    this.saved = this.text.defaultValue
    this.tries = 0
    this.bringBack()
    // On a slow line people write before this script has come.
    if (this.unsaved()) this.changed()
    this.text.addEventListener("input", () => this.changed())
    this.form.addEventListener("submit", () => this.stop())
    window.addEventListener("online", () => this.unsaved() && this.save())
    document.addEventListener("visibilitychange", () => document.hidden && this.unsaved() && this.save())
  }

  get draftKey() { return `draft:${this.form.action}` }
  get keepsDraft() { return !this.closest("[data-shared-device]") }

  unsaved() { return this.text.value !== this.saved }

  // What was typed and never acknowledged comes back when the page does.
  bringBack() {
    const draft = this.stored((store) => store.getItem(this.draftKey))
    if (draft === null || draft === undefined) return
    if (draft === this.text.value) return this.forget()
    this.text.value = draft
    this.changed()
  }

  stored(use) {
    if (!this.keepsDraft) return undefined
    try { return use(sessionStorage) } catch { return undefined }
  }

  forget() { this.stored((store) => store.removeItem(this.draftKey)) }

  changed() {
    this.stored((store) => store.setItem(this.draftKey, this.text.value))
    this.stamp()
    this.tries = 0
    this.wait(QUIET_MS)
  }

  // Each new text is a new fact with an id of its own; a retry repeats the id.
  stamp() {
    this.fill("uuid", uuid())
    this.fill("time", new Date().toISOString())
  }

  fill(kind, value) {
    const input = this.form.querySelector(`input[data-fresh=${kind}]`)
    if (input) input.value = value
  }

  wait(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), delay)
  }

  stop() { clearTimeout(this.timer) }

  async save() {
    this.stop()
    if (this.sending) return this.wait(QUIET_MS)
    this.sending = true
    const text = this.text.value
    this.show("saving")
    try {
      await this.answered(await this.send(), text)
    } catch {
      this.later()
    } finally {
      this.sending = false
    }
  }

  send() {
    return fetch(this.form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(this.form)),
      credentials: "same-origin",
      redirect: "manual",
      keepalive: this.text.value.length < 15000,
    })
  }

  async answered(response, text) {
    if (response.ok) return this.acknowledged(text)
    if (response.status >= 500 || response.status === 429) return this.later()
    const said = await response.json().catch(() => ({}))
    this.show("refused", said.error)
  }

  acknowledged(text) {
    this.saved = text
    this.tries = 0
    if (this.unsaved()) return this.wait(QUIET_MS)
    this.forget()
    this.show("saved")
  }

  later() {
    this.show("waiting")
    this.wait(RETRY_MS[Math.min(this.tries++, RETRY_MS.length - 1)])
  }

  // The words come from the page, in its language: data-saving, data-saved, data-waiting, data-refused.
  show(state, text) {
    this.dataset.state = state
    if (!this.output) return
    this.output.dataset.state = state
    this.output.textContent = text || this.getAttribute(`data-${state}`) || ""
    this.dispatchEvent(new CustomEvent(`auto-save:${state}`, { bubbles: true }))
  }
}

customElements.define("auto-save", AutoSave)
