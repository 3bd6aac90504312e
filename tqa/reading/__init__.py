"""Files -> documents and bitexts: the format contract, its members, sentences, boilerplate."""
