/* The workbench without waiting for the server: adds, moves and takes out where the page stands.
   Every button works without this file too; it then sends the form and gets it back rearranged. */
const form = document.getElementById("workbench")
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const removed = new WeakMap()
const answersBefore = new WeakMap()

/** A copy of a blank part: its owner's key exchanged, every other key fresh. */
function blank(name, owner) {
  const pattern = document.querySelector(`template[data-pattern="${name}"]`)
  const fresh = new Map([[pattern.dataset.owner, owner]])
  const html = pattern.innerHTML.replaceAll(uuids, key => {
    if (!fresh.has(key)) fresh.set(key, newKey())
    return fresh.get(key)
  })
  const holder = document.createElement("template")
  holder.innerHTML = html
  return holder.content.firstElementChild
}

function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID()
  // Pages without TLS have no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = bytes[6] & 15 | 64
  bytes[8] = bytes[8] & 63 | 128
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

function append(list, part) {
  list.append(part)
  tell("added")
  part.querySelector("input:not([type=hidden]), textarea, select")?.focus()
}

/** A fresh row of the kind a question takes, made from the blank question of its type. */
function blankRow(item) {
  const type = item.querySelector(".wb-answers").dataset.type
  const whole = blank(`item-${type}`, newKey())
  const row = whole.querySelector(".wb-rows > [data-row]")
  const [old, key] = [whole.id.slice(5), item.id.slice(5)]
  const holder = document.createElement("template")
  holder.innerHTML = row.outerHTML.replaceAll(old, key)
  return holder.content.firstElementChild
}

const adders = {
  "add-lesson": () => append(form.querySelector(".wb-lessons"), blank("lesson", "")),
  "add-block": (button, lesson, kind) =>
    append(button.closest(".wb-lesson").querySelector(".wb-blocks"), blank(`block-${kind}`, lesson)),
  "add-item": (button, quiz) =>
    append(button.closest(".wb-quiz").querySelector(".wb-items"), blank("item-single_choice", quiz)),
  "add-row": button => append(button.closest(".wb-answers").querySelector(".wb-rows"), blankRow(button.closest(".wb-item"))),
  "add-member": button => {
    const row = button.closest("[data-row]")
    const fresh = blankRow(button.closest(".wb-item"))
    const holder = document.createElement("template")
    const [old, key] = [fresh.id.split("-o-")[1], row.id.split("-o-")[1]]
    holder.innerHTML = fresh.querySelector(".wb-members > [data-row]").outerHTML.replaceAll(old, key)
    append(row.querySelector(".wb-members"), holder.content.firstElementChild)
  },
}

function move(button, step) {
  const row = button.closest("[data-row]")
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling
  if (!other) return
  if (step < 0) other.before(row)
  else other.after(row)
  button.focus()
  tell("moved")
}

function remove(button) {
  const row = button.closest("[data-row]")
  const gone = document.createElement("li")
  const undo = document.createElement("button")
  gone.className = "wb-removed"
  undo.type = "button"
  undo.textContent = form.dataset.undo
  gone.append(form.dataset.removed, undo)
  removed.set(undo, row)
  row.replaceWith(gone)
  undo.focus()
  tell("removed")
}

function putBack(undo) {
  const row = removed.get(undo)
  undo.parentElement.replaceWith(row)
  row.querySelector("[value^='remove:']")?.focus()
}

/** The answers another kind of question needs; those typed before come back with their kind. */
function retype(select) {
  const item = select.closest(".wb-item")
  const now = item.querySelector(".wb-answers")
  const kept = answersBefore.get(item) ?? new Map()
  const sort = answers => answers.dataset.kind || answers.dataset.type
  answersBefore.set(item, kept.set(sort(now), now))
  const key = item.id.slice(5)
  const whole = blank(`item-${select.value}`, newKey())
  const holder = document.createElement("template")
  holder.innerHTML = whole.querySelector(".wb-answers").outerHTML.replaceAll(whole.id.slice(5), key)
  const fresh = holder.content.firstElementChild
  const before = kept.get(sort(fresh))
  const isSame = before?.dataset.type === fresh.dataset.type
  if (before && !isSame) keepRows(before, fresh)
  now.replaceWith(isSame ? before : fresh)
}

/** Answers of the same kind stay; where one is right, they are radio buttons, else boxes. */
function keepRows(now, next) {
  const sign = next.querySelector(".wb-right input")?.type
  next.querySelector(".wb-rows").replaceChildren(...now.querySelector(".wb-rows").children)
  for (const input of next.querySelectorAll(".wb-right input")) input.type = sign
}

function renumber() {
  for (const [list, selector] of [[".wb-lesson", "h2 [data-number]"], [".wb-item", "h4 [data-number]"]]) {
    form.querySelectorAll(`${list} > .wb-head ${selector}`).forEach((place, index) => { place.textContent = index + 1 })
  }
}

function tell(what) {
  form.dataset.unsaved = "yes"
  const said = form.querySelector(".wb-said")
  if (said) said.textContent = form.dataset[what]
  renumber()
}

function onClick(event) {
  const button = event.target.closest("button")
  if (!button) return
  if (removed.has(button)) return putBack(button), renumber()
  if (button.name !== "do") return
  const [verb, ...target] = button.value.split(":")
  const acts = { ...adders, up: () => move(button, -1), down: () => move(button, 1), remove: () => remove(button) }
  if (!acts[verb]) return
  event.preventDefault()
  acts[verb](button, ...target)
}

/** A link to a field in a closed question opens the question. */
function open() {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  if (!target) return
  for (let around = target.closest("details"); around; around = around.parentElement.closest("details")) around.open = true
  const inner = target.querySelector("details")
  if (inner) inner.open = true
  target.scrollIntoView()
  const field = target.matches("input, textarea, select") ? target : target.querySelector("h2, h3, h4")
  field?.focus()
}

if (form) {
  form.classList.add("wb-scripted")
  form.addEventListener("click", onClick)
  form.addEventListener("input", () => { form.dataset.unsaved = "yes" })
  form.addEventListener("change", event => { if (event.target.matches("select[name$='-type']")) retype(event.target) })
  form.addEventListener("submit", () => { form.dataset.unsaved = "" })
  addEventListener("beforeunload", event => { if (form.dataset.unsaved) event.preventDefault() })
  addEventListener("hashchange", open)
  open()
}
