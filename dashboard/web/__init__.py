"""What machines and other people's pages are served: data, light pages, embeds, previews and the list of addresses."""
