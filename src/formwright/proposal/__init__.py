"""Proposals: an issue, its document, its status, and the plan that brings them into step."""
