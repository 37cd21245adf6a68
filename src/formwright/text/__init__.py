"""Text and Markdown, without any knowledge of templates or forms."""
