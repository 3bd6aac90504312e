"""Pages for browsers: one offline file each, safe with any text, in both languages of the tool."""
