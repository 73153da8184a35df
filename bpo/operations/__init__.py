"""How the house itself is doing: readiness, metrics, the administrators' health page."""
