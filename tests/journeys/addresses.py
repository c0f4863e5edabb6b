"""Addresses that people keep: written out here, because they must never change."""

HOMES = {"es": "/es/", "en": "/en/"}
CATALOGUES = {"es": "/es/aprender/", "en": "/en/learn/"}
MODULES = {
    "es": "/es/aprender/de-la-detencion-a-las-puertas-abiertas/",
    "en": "/en/learn/from-detention-to-open-doors/",
}
LESSONS = {
    "es": [
        MODULES["es"] + "sin-alternativa/",
        MODULES["es"] + "construirlo-en-conjunto/",
        MODULES["es"] + "puerta-abierta/",
        MODULES["es"] + "un-adolescente/",
        MODULES["es"] + "que-cambio/",
        MODULES["es"] + "documente-su-practica/",
    ],
    "en": [
        MODULES["en"] + "no-alternative/",
        MODULES["en"] + "building-it-together/",
        MODULES["en"] + "open-door/",
        MODULES["en"] + "one-adolescent/",
        MODULES["en"] + "what-changed/",
        MODULES["en"] + "document-your-practice/",
    ],
}
PICTURED_LESSONS = {
    "es": "/es/aprender/adaptar-un-modelo-de-cuidado/abierto-o-cerrado/",
    "en": "/en/learn/adapting-a-care-model/open-or-closed/",
}
LONGEST_LESSONS = {
    "es": "/es/aprender/de-la-norma-a-la-practica/quien-hace-que/",
    "en": "/en/learn/from-law-to-practice/who-does-what/",
}
SCENARIO_STEPS = {
    "es": LESSONS["es"][3] + "caso/s1/n0/b/",
    "en": LESSONS["en"][3] + "scenario/s1/n0/b/",
}
PATH_LISTS = {"es": "/es/itinerarios/", "en": "/en/paths/"}
PATHS = {
    "es": PATH_LISTS["es"] + "de-la-norma-al-cuidado/",
    "en": PATH_LISTS["en"] + "from-law-to-care/",
}
MY_LEARNING = {"es": "/es/mi-aprendizaje/", "en": "/en/my-learning/"}
SIGN_IN = {"es": "/es/cuenta/entrar/", "en": "/en/account/sign-in/"}
SIGN_UP = {"es": "/es/cuenta/crear/", "en": "/en/account/sign-up/"}
CODE = {"es": "/es/cuenta/codigo/", "en": "/en/account/code/"}
PROFILE = {"es": "/es/cuenta/", "en": "/en/account/"}
SIGN_OUT = {"es": "/es/cuenta/salir/", "en": "/en/account/sign-out/"}
GLOSSARIES = {"es": "/es/glosario/", "en": "/en/glossary/"}
LAWS = {"es": "/es/normas/", "en": "/en/law/"}
FIGURES = {"es": "/es/cifras/", "en": "/en/figures/"}
ORGANIZATIONS = {"es": "/es/organizaciones/", "en": "/en/organizations/"}
STATEMENTS = {
    "es": ["/es/acerca/", "/es/privacidad/", "/es/accesibilidad/", "/es/salvaguardia/"],
    "en": ["/en/about/", "/en/privacy/", "/en/accessibility/", "/en/safeguarding/"],
}
NOWHERE = {"es": "/es/nada/", "en": "/en/nothing/"}
OFFLINE = "/offline/"
