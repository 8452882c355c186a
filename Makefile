# The project's commands; continuous integration calls these too. `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CODE := extract warehouse app
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.PHONY: help install up test lint format types bench lock clean

help: ## 列出全部命令 / list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(STAMP) ## 安装到 .venv（已是最新则立即返回） / install into .venv, at once when up to date

# --no-deps: the lock is complete, and pip's resolver refuses hashes where a package asks for another's extra.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "需要 Python 3.11 或更新版本，例如：make install PYTHON=python3.12 / Python 3.11 or newer is needed" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "无法建立 $(VENV)：请安装 python3-venv / $(VENV) could not be made: install python3-venv" >&2; exit 1; }
	@echo "安装依赖，首次约一分钟 … / installing, about a minute the first time …"
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

up: install ## 读入示例、构建、显示指标、打开看板 / samples in, figures out, dashboard up
	@$(BIN)/fazhi run data/sample

test: lint types ## 全部检查与测试 / every check and test
	$(BIN)/python -m pytest

lint: install ## 代码风格 / style of the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install ## 按风格改写代码 / rewrite the code in its style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: install ## 类型检查 / types of the code
	$(BIN)/mypy

bench: install ## 测速（不属于测试） / measure speed, no part of the tests
	$(BIN)/python -m benchmarks

lock: ## 重新锁定依赖版本（需要 uv） / lock the versions again, needs uv
	@command -v uv >/dev/null || { echo "请先安装 uv / install uv first" >&2; exit 1; }
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url \
	  --python-version 3.11 -o requirements.lock

clean: ## 删除缓存与 .venv，不动数据 / remove caches and .venv; data stays
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dbt_project/target dbt_project/logs
	find $(CODE) tests -name __pycache__ -type d -prune -exec rm -rf {} +
