"""Name the desk's addresses, and those at which the framework signs people in and out."""

DESK = "/desk"
SIGN_IN, SIGN_OUT = f"{DESK}/sign-in", f"{DESK}/sign-out"
KEY = "key"
LOGIN, LEAVE, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"
