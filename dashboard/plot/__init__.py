"""The charts' engine: a figure's specification in the page, drawn by the visitor's browser, without a widget for each."""
