"""Which ID tokens are trusted: signed by the house's key, for us, now, and for this sign-in."""

import base64
import hmac
import json
from datetime import datetime, timedelta

import pytest
from atdesk import MORNING
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from bot.desk.accounts.oidc import Issuer, Untrusted

ISSUER = Issuer("https://house.test", "desk", "s3cret", "openid", "groups")
KEY = RSAKey.generate_key(2048, {"kid": "1"})
OTHER = RSAKey.generate_key(2048, {"kid": "1"})
CURVE = ECKey.generate_key("P-256", {"kid": "2"})
PUBLISHED = KeySet([KEY, CURVE]).as_dict(private=False)
OFFERED = {"id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"]}
NOW = int(MORNING.timestamp())
CLAIMS = {
    "iss": ISSUER.url, "sub": "anna", "aud": "desk", "nonce": "n", "iat": NOW, "exp": NOW + 300,
}  # fmt: skip


def token(key: RSAKey | ECKey = KEY, alg: str = "RS256", kid: str = "1", **other: object) -> str:
    """An ID token with these claims in place of the right ones; None leaves one out."""
    claims = {name: value for name, value in {**CLAIMS, **other}.items() if value is not None}
    return jwt.encode({"alg": alg, "kid": kid}, claims, key, algorithms=[alg])


def plain(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def bare(alg: str, secret: bytes = b"") -> str:
    """A token that nobody has signed, or somebody by a secret."""
    body = ".".join(plain(json.dumps(part).encode()) for part in ({"alg": alg}, CLAIMS))
    signature = hmac.digest(secret, body.encode(), "sha256") if secret else b""
    return f"{body}.{plain(signature)}"


def read(given: str, now: datetime = MORNING) -> dict[str, object]:
    return dict(ISSUER.trusted(given, PUBLISHED, OFFERED, "n", now))


@pytest.mark.parametrize(
    "given",
    [
        token(),
        token(CURVE, "ES256", "2"),
        token(aud=["desk"]),
        token(aud=["desk", "other"], azp="desk"),
        token(iat=NOW + 60, exp=NOW - 60),
    ],
)
def test_a_right_one_is_trusted(given: str) -> None:
    assert read(given)["sub"] == "anna"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(token(aud="other"), id="another audience"),
        pytest.param(token(aud=["other"], azp="desk"), id="another audience, by way of us"),
        pytest.param(token(aud=["desk", "other"], azp="other"), id="another party"),
        pytest.param(token(iss="https://evil.test"), id="another house"),
        pytest.param(token(nonce="m"), id="another sign-in"),
        pytest.param(token(nonce=None), id="no sign-in"),
        pytest.param(token(exp=NOW - 121), id="too old"),
        pytest.param(token(iat=NOW + 121), id="not yet made"),
        pytest.param(token(nbf=NOW + 121), id="not yet good"),
        pytest.param(token(sub=None), id="nobody"),
        pytest.param(token(exp=None), id="for ever"),
        pytest.param(token(OTHER), id="another key"),
        pytest.param(token(OTHER, kid="3"), id="an unknown key"),
        pytest.param(token()[:-4] + "AAAA", id="a broken signature"),
        pytest.param(
            bare("HS256", KEY.as_pem(private=False)), id="signed by the public key as a secret"
        ),
        pytest.param(bare("HS256", b"s3cret"), id="signed by our secret"),
        pytest.param(bare("none"), id="not signed"),
        pytest.param(bare("RS256"), id="an empty signature"),
        pytest.param("None", id="no token"),
        pytest.param("a.b.c", id="no token in three parts"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_wrong_one_is_not(given: str) -> None:
    with pytest.raises(Untrusted):
        read(given)


def test_a_right_one_is_not_trusted_later() -> None:
    with pytest.raises(Untrusted):
        read(token(), MORNING + timedelta(minutes=8))
