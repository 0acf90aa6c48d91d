"""OpenID Connect: another house says who somebody is (authorisation code, PKCE, state, nonce).

OpenID Connect Core 1.0, §3.1 and §5.3; Discovery 1.0, §4; RFC 7636. What the house publishes is
asked for at each sign-in, so that new keys and addresses are used at once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import httpx

from bot.settings import Settings

if TYPE_CHECKING:
    from joserfc.jwk import KeySetSerialization

ALGORITHMS = frozenset(
    ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
)
"""Signatures that the house alone can make: not none at all, nor one by a secret that we share."""
LEEWAY = 120
"""Seconds by which two clocks may differ."""
PATIENCE = 10.0
"""Seconds to wait for an answer."""

Claims = Mapping[str, Any]


class Away(Exception):
    """The house does not answer, or not as such a house does."""


class Untrusted(Exception):
    """What came back is not a proof of who somebody is; the text is a code for the log."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is made up for one sign-in and must come back with it."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Secrets":
        """Other ones each time."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)))


@dataclass(frozen=True, slots=True)
class Issuer:
    """The house that vouches for people, and what it calls us."""

    url: str
    client: str
    secret: str
    scope: str
    groups_claim: str

    @classmethod
    def of(cls, settings: Settings) -> "Issuer":
        """As it is set."""
        return cls(
            settings.oidc_issuer,
            settings.oidc_client_id,
            settings.oidc_client_secret,
            settings.oidc_scope,
            settings.oidc_groups_claim,
        )

    def address(self, back: str, made: Secrets) -> str:
        """Where the browser goes; `back` is where it returns to. Raises Away."""
        from authlib.oauth2.client import OAuth2Client

        with httpx.Client(timeout=PATIENCE) as http:
            published = self._published(http)
        asks = OAuth2Client(
            None, self.client, scope=self.scope, redirect_uri=back, code_challenge_method="S256"
        )
        url, _ = asks.create_authorization_url(
            _address(published, "authorization_endpoint"),
            state=made.state,
            code_verifier=made.verifier,
            nonce=made.nonce,
        )
        return str(url)

    def claims(self, code: str, back: str, made: Secrets, now: datetime) -> Claims:
        """What the house says of the one who came back with a code. Raises Away or Untrusted."""
        with httpx.Client(timeout=PATIENCE) as http:
            published = self._published(http)
            token = self._exchange(http, published, code, back, made)
            keys = _asked(http, "GET", _address(published, "jwks_uri"))
            claims = self.trusted(str(token.get("id_token")), keys, published, made.nonce, now)
            if self.groups_claim in claims or "userinfo_endpoint" not in published:
                return claims
            bearer = {"Authorization": f"Bearer {token.get('access_token', '')}"}
            more = _asked(http, "GET", _address(published, "userinfo_endpoint"), headers=bearer)
        if more.get("sub") != claims["sub"]:
            raise Untrusted("userinfo")
        return {**more, **claims}

    def trusted(
        self, token: str, keys: Claims, published: Claims, nonce: str, now: datetime
    ) -> Claims:
        """The claims of an ID token that these keys signed for us. Raises Untrusted."""
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.errors import JoseError
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry

        offered = published.get("id_token_signing_alg_values_supported") or ["RS256"]
        registry = JWSRegistry(
            algorithms=sorted(ALGORITHMS.intersection(offered)), strict_check_header=False
        )
        ours = {"essential": True, "value": self.client}
        options = {"iss": {"essential": True, "value": self.url}, "aud": ours}
        try:
            given = KeySet.import_key_set(cast("KeySetSerialization", dict(keys)))
            read = jwt.decode(token, given, registry=registry)
            params = {"nonce": nonce, "client_id": self.client}
            claims = CodeIDToken(read.claims, read.header, options, params)
            claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        except JoseError as error:
            raise Untrusted(str(error.error)) from None
        except (ValueError, TypeError, KeyError):
            raise Untrusted("malformed") from None
        return dict(claims)

    def _published(self, http: httpx.Client) -> Claims:
        root = self.url.rstrip("/")
        published = _asked(http, "GET", f"{root}/.well-known/openid-configuration")
        if published.get("issuer") != self.url:
            raise Away("issuer")
        return published

    def _exchange(
        self, http: httpx.Client, published: Claims, code: str, back: str, made: Secrets
    ) -> Claims:
        from authlib.oauth2.auth import ClientAuth
        from authlib.oauth2.rfc6749.parameters import prepare_token_request

        methods = published.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        basic = "client_secret_basic" in methods
        method = "client_secret_basic" if basic else "client_secret_post"
        proof = ClientAuth(self.client, self.secret, method if self.secret else "none")
        body = prepare_token_request(
            "authorization_code", code=code, redirect_uri=back, code_verifier=made.verifier
        )
        form = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        endpoint = _address(published, "token_endpoint")
        url, headers, body = proof.prepare("POST", endpoint, form, body)
        return _asked(http, "POST", url, headers=headers, content=body)


def _address(published: Claims, name: str) -> str:
    found = published.get(name)
    if not isinstance(found, str):
        raise Away(name)
    return found


def _asked(http: httpx.Client, method: str, url: str, **more: Any) -> Claims:
    try:
        answer = http.request(method, url, **more)
        if method == "POST" and answer.status_code in (400, 401, 403):
            raise Untrusted("code")  # used before, made up, or not given to us
        told = answer.raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise Away(type(error).__name__) from None
    if not isinstance(told, dict):
        raise Away("no object")
    return told
