"""The stand-in's certificate, and the three forms in which its clients trust it."""

from __future__ import annotations

import datetime
import ipaddress
import os
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

TRUST_STORE_PASSWORD = "changeit"
_LIFETIME = datetime.timedelta(days=30)


@dataclass(frozen=True)
class TlsMaterial:
    """Files of one stand-in; all exist once `create` returned."""

    certificate: Path
    key: Path
    ca_bundle: Path
    trust_store: Path


def create(directory: Path) -> TlsMaterial:
    """Make a key and a certificate for 127.0.0.1 and localhost, and what clients need to trust it."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _self_signed(key)
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    material = TlsMaterial(
        directory / "server.crt", directory / "server.key", directory / "ca-bundle.pem", directory / "trust.p12"
    )
    material.key.touch(mode=0o600)
    material.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    material.certificate.write_bytes(pem)
    material.ca_bundle.write_bytes(_host_roots() + b"\n" + pem)
    entry = pkcs12.PKCS12Certificate(certificate, b"trainyard")
    password = serialization.BestAvailableEncryption(TRUST_STORE_PASSWORD.encode())
    material.trust_store.write_bytes(pkcs12.serialize_java_truststore([entry], password))
    return material


def _self_signed(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Trainyard stand-in")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + _LIFETIME)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def _host_roots() -> bytes:
    """Return the roots that this machine trusts, with those of a proxy that any tool's variable names."""
    paths = ssl.get_default_verify_paths()
    system = (os.environ.get("SSL_CERT_FILE"), paths.cafile, paths.openssl_cafile, *_USUAL_BUNDLES)
    files = [_first_file(system), *(_first_file((os.environ.get(name),)) for name in _EXTRA_ROOTS)]
    return b"\n".join(dict.fromkeys(file.read_bytes().strip() for file in files if file))


def _first_file(candidates: Iterable[str | None]) -> Path | None:
    return next((Path(name) for name in candidates if name and Path(name).is_file()), None)


_EXTRA_ROOTS = ("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT")
# Where Linux distributions keep them; a Python built from source often points at none of these.
_USUAL_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
