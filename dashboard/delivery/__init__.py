"""What reaches the visitor's browser: files pressed together once, and a first page that already has the site's face."""
