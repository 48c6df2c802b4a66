"""Who may do what: people, organisations, roles, sign-in, second factor."""
