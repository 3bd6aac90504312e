"""The language server: `session` knows documents and findings, `server` speaks the protocol."""
