"""What stands behind the Share page: choices, making and saving, preview, clipboard, personal pages."""
