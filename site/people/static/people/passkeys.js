// Forms that use or make a passkey: <form data-passkey="use"> or "make", with a hidden field "credential".
// They stay hidden in browsers without passkeys, where what carries data-without-passkeys shows instead. On sending, the form's own address is asked what to ask
// the browser (`begin=1`, answered in JSON); its answer goes into the field, and the form on its way.

const toBytes = (text) => {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0))
}

const toText = (buffer) => {
  const binary = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

const withBytes = (credentials = []) => credentials.map((one) => ({ ...one, id: toBytes(one.id) }))

const askedOf = ({ publicKey }) => ({
  ...publicKey,
  challenge: toBytes(publicKey.challenge),
  ...(publicKey.user && { user: { ...publicKey.user, id: toBytes(publicKey.user.id) } }),
  ...(publicKey.allowCredentials && { allowCredentials: withBytes(publicKey.allowCredentials) }),
  ...(publicKey.excludeCredentials && { excludeCredentials: withBytes(publicKey.excludeCredentials) }),
})

const FIELDS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]

const asJson = (credential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: Object.fromEntries(
    FIELDS.filter((name) => credential.response[name]).map((name) => [name, toText(credential.response[name])]),
  ),
})

const ask = async (form) => {
  const begin = new FormData(form)
  begin.set("begin", "1")
  const answer = await fetch(form.action || location.href, { method: "POST", body: begin })
  if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("refused")
  const options = { publicKey: askedOf(await answer.json()) }
  return form.dataset.passkey === "make" ? navigator.credentials.create(options) : navigator.credentials.get(options)
}

// Whoever closes the browser's window, or waits too long, may simply try again.
const start = async (event) => {
  const form = event.target
  event.preventDefault()
  const button = form.querySelector("button")
  button.disabled = true
  try {
    form.elements.credential.value = JSON.stringify(asJson(await ask(form)))
    form.submit()
  } catch {
    form.querySelector("[data-passkey-failed]")?.removeAttribute("hidden")
  } finally {
    button.disabled = false
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false
    form.addEventListener("submit", start)
  }
  document.querySelectorAll("[data-without-passkeys]").forEach((words) => { words.hidden = true })
}
