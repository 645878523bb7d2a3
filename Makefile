# What CI runs, a user runs: every target sets up .venv first if need be. Works with GNU make 3.81 (macOS).

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.set-up
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
BENCHMARKS := $(sort $(wildcard benchmarks/[a-z]*.py))
# Old enough interpreters are common as python3 (macOS), with a newer one beside under its own name.
CANDIDATES := $(PYTHON) python3.14 python3.13 python3.12 python3.11
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help setup audit test lint types notebooks docs bench clean

help: ## 列出这些目标
	@echo "target-audit：审计政府公布的目标完成情况表。用法：make 目标"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/  \1|\2/p' Makefile | awk -F'|' '{printf "%-12s%s\n", $$1, $$2}'

setup: $(STAMP) ## 建好 .venv，装上锁定版本的依赖（只做一次）

audit: $(STAMP) ## 审计 data/ 中最新一期，结果在 runs/报告期/
	@$(BIN)/target-audit run

test: lint types ## 与 CI 相同：ruff、mypy、全部测试、笔记本复算
	@$(BIN)/python -m pytest -n 2 --dist loadfile --nbval --nbval-current-env tests notebooks

lint: $(STAMP) ## 代码风格（ruff）
	@$(BIN)/ruff check --quiet .

types: $(STAMP) ## 类型检查（mypy --strict）
	@$(BIN)/mypy --no-error-summary -p toolkit -p tests

notebooks: $(STAMP) ## 重新执行 notebooks/ 并保存输出
	@$(BIN)/python -m toolkit.running.refresh $(NOTEBOOKS)

docs: $(STAMP) ## 重新生成 docs/rules.md、README 中的输出、黄金文件（提交前先看 git diff）
	@$(BIN)/python -m tests.renew

bench: $(STAMP) ## 重测 README 中的数字
	@for benchmark in $(BENCHMARKS); do echo "== $$benchmark"; $(BIN)/python "$$benchmark" || exit; done

clean: ## 删除 .venv 和缓存，保留 runs/
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Touched last: a set-up that was interrupted is taken up again by the next call.
$(STAMP): constraints.txt pyproject.toml
	@for python in $(CANDIDATES); do \
	    if command -v "$$python" >/dev/null 2>&1 && "$$python" -c '$(ENOUGH)' >/dev/null 2>&1; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    met=`command -v $(PYTHON) >/dev/null && $(PYTHON) --version 2>&1`; \
	    echo "target-audit：需要 Python 3.11 或更新版本（needs Python >= 3.11），$(PYTHON) 为：$${met:-没有安装}。可指定：make PYTHON=/路径/python3.12" >&2; \
	    exit 1; \
	fi; \
	echo "用 $$found 建立 .venv（只做一次，约需几分钟）…"; \
	"$$found" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)
