"""Tables of clients: CSV and XLSX read as untrusted input, and written so that no text becomes a formula."""
