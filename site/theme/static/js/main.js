// The one script a page asks for. Every page works without it.

const clearLocalData = () => {
  for (const store of ["localStorage", "sessionStorage"]) {
    try { window[store].clear() } catch { /* storage can be switched off */ }
  }
  window.caches?.keys().then((keys) => keys.forEach((key) => caches.delete(key))).catch(() => {})
}

// Leaves at once, whatever the line is like, and takes this page out of "back". What this browser kept is
// forgotten here; what only the server can take back (cookies) goes with the request left behind.
const quickExit = (event) => {
  const link = event.target.closest("[data-quick-exit]")
  if (!link) return
  event.preventDefault()
  clearLocalData()
  fetch(link.href, { keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {})
  location.replace(link.dataset.quickExit)
}

// A second tap on the same button sends nothing. The mark falls when a page
// comes back from the browser's memory, so that "back" leaves a working form.
const guard = (event) => {
  const form = event.target
  if (event.defaultPrevented || form.method !== "post") return
  if (form.dataset.sent) return event.preventDefault()
  form.dataset.sent = "yes"
  event.submitter?.setAttribute("aria-busy", "true")
  form.querySelectorAll("input[data-fresh=time]").forEach((input) => { input.value = new Date().toISOString() })
  if (form.hasAttribute("data-clear-local")) clearLocalData()
  setTimeout(release, 10000, form)
}

const release = (form) => {
  delete form.dataset.sent
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"))
}

// What a person changes is a new fact with an id of its own, also when they came back to a form
// they have sent before; sent again as it was, it keeps its id and counts once.
const renew = ({ target }) => {
  const id = target.form?.method === "post" && target.form.querySelector("input[data-fresh=uuid]")
  if (id && target.type !== "hidden") id.value = randomId()
}

// The address of an object ends with a random UUID, on plain http as well.
const randomId = () => {
  const address = URL.createObjectURL(new Blob())
  URL.revokeObjectURL(address)
  return address.slice(-36)
}

const closeMenus = (event) => {
  document.querySelectorAll("details.account-menu[open]").forEach((menu) => {
    if (event.type === "click" && menu.contains(event.target)) return
    if (event.type === "keydown" && event.key !== "Escape") return
    menu.open = false
    if (event.type === "keydown") menu.querySelector("summary").focus()
  })
}

document.addEventListener("click", quickExit)
document.addEventListener("click", closeMenus)
document.addEventListener("keydown", closeMenus)
document.addEventListener("change", renew)
document.addEventListener("submit", guard)
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release)
})
document.querySelector(".error-summary")?.focus()
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false
  button.addEventListener("click", () => window.print())
})
if (document.querySelector("auto-save")) import("./auto-save.js")
