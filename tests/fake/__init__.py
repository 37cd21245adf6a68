"""GitHub's REST API in the process, held against GitHub's own description of it, and what may go wrong on the way."""
