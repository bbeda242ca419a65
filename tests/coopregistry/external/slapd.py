"""A real OpenLDAP server over TLS, with people and groups as an office has them."""

import datetime
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

BASE = "dc=office,dc=example"
SERVICE_PASSWORD = "password-of-the-service"
PASSWORD = "пароль из каталога"
SLAPD = shutil.which("slapd") or "/usr/sbin/slapd"
_PATIENCE = 120  # seconds

_CONFIGURATION = """
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
TLSCACertificateFile {folder}/certificate.pem
TLSCertificateFile {folder}/certificate.pem
TLSCertificateKeyFile {folder}/key.pem
security tls=1
database mdb
suffix "{base}"
rootdn "cn=service,{base}"
rootpw {password}
directory {folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by users read by * none
"""

_ENTRIES = (
    """
dn: {base}
objectClass: domain
dc: office

dn: ou=people,{base}
objectClass: organizationalUnit
ou: people

dn: ou=groups,{base}
objectClass: organizationalUnit
ou: groups
"""
    + "".join(
        f"""
dn: uid={uid},ou=people,{BASE}
objectClass: inetOrgPerson
uid: {uid}
cn: {uid}
givenName: {given}
sn: {family}
mail: {uid}@office.example
userPassword: {PASSWORD}
"""
        for uid, given, family in (
            ("ryabinina", "Ольга", "Рябинина"),
            ("klenov", "Петр", "Кленов"),
            ("stranger", "Некто", "Посторонний"),
        )
    )
    + "".join(
        f"""
dn: cn={name},ou=groups,{BASE}
objectClass: groupOfNames
cn: {name}
"""
        + "".join(f"member: {member}\n" for member in members)
        for name, members in (
            ("Registry-Editors", [f"uid=ryabinina,ou=people,{BASE}"]),
            ("culture", [f"uid=ryabinina,ou=people,{BASE}"]),
            ("heads", [f"uid=klenov,ou=people,{BASE}"]),
            ("registry-coordinators", [f"cn=heads,ou=groups,{BASE}"]),
            ("others", [f"uid=stranger,ou=people,{BASE}"]),
        )
    )
)


@contextmanager
def directory(folder: Path) -> Iterator[dict[str, str]]:
    """Yields the settings with which the registry asks it."""
    (folder / "data").mkdir()
    _certificate(folder)
    configuration = folder / "slapd.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, base=BASE, password=SERVICE_PASSWORD))
    port = _free_port()
    url = f"ldaps://localhost:{port}"
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([SLAPD, "-d", "0", "-f", configuration, "-h", url], stderr=log)
    try:
        _wait_for(port)
        _add(url, folder, _ENTRIES.format(base=BASE))
        yield {
            "LDAP_URL": url,
            "LDAP_KIND": "freeipa",
            "LDAP_USERS": f"ou=people,{BASE}",
            "LDAP_GROUPS": f"ou=groups,{BASE}",
            "LDAP_BIND_DN": f"cn=service,{BASE}",
            "LDAP_BIND_PASSWORD": SERVICE_PASSWORD,
            "LDAP_CA": str(folder / "certificate.pem"),
        }
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def modify(settings: dict[str, str], ldif: str) -> None:
    _ldap("ldapmodify", settings["LDAP_URL"], Path(settings["LDAP_CA"]).parent, ldif)


def _add(url: str, folder: Path, ldif: str) -> None:
    _ldap("ldapadd", url, folder, ldif)


def _ldap(program: str, url: str, folder: Path, ldif: str) -> None:
    command = [program, "-x", "-H", url, "-D", f"cn=service,{BASE}", "-w", SERVICE_PASSWORD]
    environment = {"LDAPTLS_CACERT": str(folder / "certificate.pem")}
    subprocess.run(command, input=ldif, text=True, check=True, capture_output=True, env=environment)


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            # For localhost the client of OpenLDAP expects the name of the machine.
            x509.SubjectAlternativeName([x509.DNSName("localhost"), x509.DNSName(socket.gethostname())]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _wait_for(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert time.monotonic() < end, "slapd does not answer"
            time.sleep(0.1)
