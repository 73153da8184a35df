"""Who is who: users, roles and what they permit, sign-in, sessions, second factors, API keys."""
