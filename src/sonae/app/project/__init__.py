"""Wiring: settings, addresses, middleware, the server's door. No rule of insurance lives here."""
