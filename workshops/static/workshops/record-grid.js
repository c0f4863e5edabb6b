// <record-grid>: the lines of a record with the keyboard. See record-grid.md.

const FIELDS = "input:not([type=hidden]), select, textarea"

class RecordGrid extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form")
    this.addEventListener("keydown", (event) => this.onKey(event))
    this.addEventListener("input", () => { this.isChanged = true })
    this.form?.addEventListener("submit", () => { this.isChanged = false })
    window.addEventListener("beforeunload", (event) => { if (this.isChanged) event.preventDefault() })
  }

  onKey(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault()
      return this.form.requestSubmit(this.form.querySelector(".record-save button"))
    }
    const step = this.stepOf(event)
    if (step && this.move(event.target, step)) event.preventDefault()
  }

  // Enter goes down, with Shift up (a new line in a text); arrows leave a text at its ends only, and never a list.
  stepOf({ key, shiftKey, altKey, ctrlKey, metaKey, isComposing, target }) {
    if (isComposing || altKey || ctrlKey || metaKey || !target.matches(FIELDS)) return 0
    const isText = target.matches("textarea")
    if (key === "Enter") return shiftKey ? (isText ? 0 : -1) : 1
    if (target.matches("select, [type=number]") || shiftKey) return 0
    const isAtEnd = isText && target.selectionStart === target.value.length
    const isAtStart = isText && target.selectionEnd === 0
    if (key === "ArrowDown" && (!isText || isAtEnd) && !target.list) return 1
    if (key === "ArrowUp" && (!isText || isAtStart) && !target.list) return -1
    return 0
  }

  // To the same field of the next row that has it; the last row keeps the focus, and Enter sends nothing.
  move(field, step) {
    const rows = [...this.querySelectorAll("[data-row]")]
    const place = rows.indexOf(field.closest("[data-row]"))
    if (place < 0) return false
    const name = (one) => one.name.slice(36) + (one.type === "checkbox" ? one.value : "")
    for (let next = place + step; rows[next]; next += step) {
      const found = [...rows[next].querySelectorAll(FIELDS)].find((one) => name(one) === name(field))
      if (!found) continue
      found.closest("details")?.setAttribute("open", "")
      found.focus()
      if (found.select) found.select()
      break
    }
    return true
  }
}

customElements.define("record-grid", RecordGrid)
