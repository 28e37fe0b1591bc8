"""Operator: who runs this copy of the site, how to reach them, and under which numbers the site is filed.

Comes from content/site.yml; goes to the pages on privacy, accessibility and mistakes, and to every footer.
"""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from clearheart.model.base import LocalText, Placed, fault

_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新黔蜀滇陇"
_ICP = re.compile(rf"[{_PROVINCES}]ICP[备证]\d{{6,10}}号(?:-\d{{1,3}})?")
_POLICE = re.compile(rf"[{_PROVINCES}]公网安备\d{{14}}号")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(r"\+?[\d() -]{3,}")
_POLICE_PAGE = "https://beian.mps.gov.cn/#/query/webSearch?code="

ICP_PAGE = "https://beian.miit.gov.cn/"
"""Where the ministry lets everybody look an ICP filing up."""


def _joined(text: str) -> str:
    """Take out the spaces that people type into filing numbers."""
    return re.sub(r"\s", "", text)


def _check_icp(text: str) -> str:
    if text and not _ICP.fullmatch(_joined(text)):
        what = f'icp: "{text}" has not the form of an ICP filing number'
        raise fault(what, "copy it from your filing, as in 黔ICP备12345678号-1")
    return _joined(text)


def _check_police(text: str) -> str:
    if text and not _POLICE.fullmatch(_joined(text)):
        what = f'police: "{text}" has not the form of a police filing number'
        raise fault(what, "copy it from your filing, as in 贵公网安备52010302000000号: 14 digits")
    return _joined(text)


def _check_email(text: str) -> str:
    if text and not _EMAIL.fullmatch(text):
        raise fault(f'email: "{text}" is no address for e-mail', "write one address, as in name@example.org")
    return text


def _check_phone(text: str) -> str:
    if text and not _PHONE.fullmatch(text):
        raise fault(f'phone: "{text}" is no telephone number', "write digits, as in 0851-1234567 or +86 851 1234567")
    return text


def _check_link(text: str) -> str:
    if text and not (urlsplit(text).scheme == "https" and urlsplit(text).hostname):
        raise fault(f'"{text}" is not a web address', "write it whole, beginning with https://")
    return text


class Operator(Placed):
    """Hold who runs a copy of the site; all of it may be missing, and pages say so then."""

    name: LocalText = Field(default_factory=dict)
    email: Annotated[str, AfterValidator(_check_email)] = ""
    phone: Annotated[str, AfterValidator(_check_phone)] = ""
    postal: LocalText = Field(default_factory=dict)
    """The postal address, on one line."""
    web: Annotated[str, AfterValidator(_check_link)] = ""
    """A page with a form, or with more ways to reach the operator."""
    region: LocalText = Field(default_factory=dict)
    """The place that the site speaks to, as in Guizhou."""
    icp: Annotated[str, AfterValidator(_check_icp)] = ""
    """The number of the ICP filing, which sites in mainland China must show."""
    police: Annotated[str, AfterValidator(_check_police)] = ""
    """The number of the filing with the police."""
    police_link: Annotated[str, AfterValidator(_check_link)] = ""
    """Where that filing can be looked up, if elsewhere than by its number at the police's own site."""
    example: bool = False
    """Whether all of this only shows what it looks like."""

    @property
    def is_named(self) -> bool:
        """Say whether pages can name somebody real who runs the site."""
        return bool(self.name) and not self.example

    @property
    def police_page(self) -> str:
        """Give the address at which the police filing can be looked up."""
        return self.police_link or _POLICE_PAGE + re.sub(r"\D", "", self.police)
