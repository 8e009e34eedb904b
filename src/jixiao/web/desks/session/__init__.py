"""Coming and going: login, password, language."""
