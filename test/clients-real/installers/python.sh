# PyPI. Sourced by ../install.
install_python() {
  once "uv-$UV_VERSION" "venv_of uv-$UV_VERSION uv==$UV_VERSION"
  for version in $PIP_VERSIONS; do once "pip-$version" "venv_of pip-$version pip==$version"; done
  once "twine-$TWINE_VERSION" "venv_of twine-$TWINE_VERSION twine==$TWINE_VERSION"
  once "poetry-$POETRY_VERSION" "venv_of poetry-$POETRY_VERSION poetry==$POETRY_VERSION"
  once "pdm-$PDM_VERSION" "venv_of pdm-$PDM_VERSION pdm[locked]==$PDM_VERSION"
  once "hatch-$HATCH_VERSION" "venv_of hatch-$HATCH_VERSION hatch==$HATCH_VERSION hatchling"
  once "conan-$CONAN_VERSION" "venv_of conan-$CONAN_VERSION conan==$CONAN_VERSION"
  once "huggingface-hub-$HUGGINGFACE_HUB_VERSION" \
    "venv_of huggingface-hub-$HUGGINGFACE_HUB_VERSION huggingface_hub==$HUGGINGFACE_HUB_VERSION"
  once "ansible-core-$ANSIBLE_CORE_VERSION" "venv_of ansible-core-$ANSIBLE_CORE_VERSION ansible-core==$ANSIBLE_CORE_VERSION"
  once "py-rattler-$PY_RATTLER_VERSION" "venv_of py-rattler-$PY_RATTLER_VERSION py-rattler==$PY_RATTLER_VERSION"
  once "openai-$OPENAI_VERSION" "venv_of openai-$OPENAI_VERSION openai==$OPENAI_VERSION"
  once "anthropic-$ANTHROPIC_VERSION" "venv_of anthropic-$ANTHROPIC_VERSION anthropic==$ANTHROPIC_VERSION"
  once "pypiserver-$PYPISERVER_VERSION" "venv_of pypiserver-$PYPISERVER_VERSION pypiserver[passlib]==$PYPISERVER_VERSION"
  once "conan-server-$CONAN_SERVER_VERSION" \
    "venv_of conan-server-$CONAN_SERVER_VERSION conan-server==$CONAN_SERVER_VERSION gunicorn==$GUNICORN_VERSION"
  once "devpi-server-$DEVPI_SERVER_VERSION" "venv_of devpi-server-$DEVPI_SERVER_VERSION devpi-server==$DEVPI_SERVER_VERSION"
  once "proxpi-$PROXPI_VERSION" "venv_of proxpi-$PROXPI_VERSION proxpi==$PROXPI_VERSION"
  # It declares none of its dependencies, and was written before PyJWT 2.10, which refuses tokens without a subject.
  once "giftless-$GIFTLESS_VERSION" "venv_of giftless-$GIFTLESS_VERSION giftless==$GIFTLESS_VERSION gunicorn==$GUNICORN_VERSION \
    flask flask-classful flask-marshmallow 'marshmallow<4' webargs figcan pyyaml python-dotenv python-dateutil requests cachetools \
    typing-extensions 'pyjwt<2.10'"
  once "pulpcore-$PULPCORE_VERSION" "venv_of pulpcore-$PULPCORE_VERSION pulpcore==$PULPCORE_VERSION \
    pulp-python==$PULP_PYTHON_VERSION pulp-container==$PULP_CONTAINER_VERSION pulp-ansible==$PULP_ANSIBLE_VERSION \
    pulp-npm==$PULP_NPM_VERSION pulp-maven==$PULP_MAVEN_VERSION"
  once "redbot-$REDBOT_VERSION" "venv_of redbot-$REDBOT_VERSION httplint==$HTTPLINT_VERSION redbot==$REDBOT_VERSION"
}

# venv_of FOLDER REQUIREMENT...: its own virtual environment, unaffected by the machine's pip settings.
venv_of() {
  local folder=$store/python/$1
  shift
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/python" -m pip install -q --disable-pip-version-check "$@"
}
