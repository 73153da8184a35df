"""The demo month: invented clients, their documents, and the plan of what happens when."""
