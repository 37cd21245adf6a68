# The image of the Action. The first stage has pip and makes the environment, the second only runs it.
#
# BASE is an argument, so that a machine without a registry can name a local stand-in. GitHub passes no build arguments
# to an action's Dockerfile: there the digest holds. It names an index with all architectures, not one of them.
ARG BASE=python:3.13.14-slim-bookworm@sha256:67a1e1f215ccda113cfc024e8639049257e88f273898f595b61476d128d387e8

FROM ${BASE} AS build
COPY requirements.lock /build/
# Wheels only: there is no compiler, and no package's build script runs. Every file is checked against its hash. Tests and
# stubs, which some wheels bring, are of no use.
RUN python -m venv --without-pip /opt/formwright \
 && python -m pip --python /opt/formwright/bin/python --no-cache-dir --disable-pip-version-check install --quiet \
      --no-compile --require-hashes --no-deps --only-binary :all: --requirement /build/requirements.lock \
 && find /opt/formwright \( -name tests -o -name '*.pyi' \) -prune -exec rm -r {} +
COPY src/formwright /build/formwright
COPY forms /build/formwright/builtin_templates
COPY .ci/bytecode.py /build/
# Without bytecode each start compiles what it imports, half a second of it in the standard library, which the base has
# none for. The files never change again, so their bytecode need not be compared with the sources. The last three are
# what requests looks for at its first request, and what only stands in for another module.
RUN site=$(/opt/formwright/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
 && mv /build/formwright "$site/" \
 && PYTHONDONTWRITEBYTECODE=1 /opt/formwright/bin/python -I -B /build/bytecode.py /build/bytecode \
      formwright github actions_toolkit netrc urllib3.contrib.socks collections.abc

FROM ${BASE}
LABEL org.opencontainers.image.title="Formwright" \
      org.opencontainers.image.description="Turn Markdown templates into issue forms, and filled forms into RFC files." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="The Formwright authors"
COPY --from=build /build/bytecode /
COPY --from=build /opt/formwright /opt/formwright
# The user is root, as GitHub asks of container actions ("Dockerfile support for GitHub Actions": USER).
# -I: the working folder is a checkout that anyone may have written, and the home folder is shared between the steps of a
# job. Neither may bring modules into the process that holds the token.
ENTRYPOINT ["/opt/formwright/bin/python", "-I", "-m", "formwright"]
CMD ["action"]
