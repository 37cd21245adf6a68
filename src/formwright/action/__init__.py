"""The GitHub Action: the runner's environment, events and outputs."""
