"""Pages of any kind of document as words with their places: text layers, and pictures as two engines see them.

What words mean on an invoice or a form is the business of the service lines, which all stand on this.
"""
