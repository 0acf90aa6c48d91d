"""The desk (*handläggarens sidor*): times to offer, calls to make, choices to confirm.

Pages from the server, whole without JavaScript. GET shows and changes nothing but the audit of who
has read what; every change is a POST with a token that is bound to the session and good for one
effect. One sees one's own municipality only.
"""
