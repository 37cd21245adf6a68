"""What is done, whoever asks for it."""
