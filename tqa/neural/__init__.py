"""Local models through PyTorch and transformers; nothing heavy is imported before it is used."""
