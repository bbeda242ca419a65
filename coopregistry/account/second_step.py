"""The second step of signing in: a code, a passkey or a recovery code."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View

from ..signing_in.attempts import SECOND_FACTOR, Attempt, of_address
from ..signing_in.second_factor import passkeys
from ..signing_in.second_factor.factors import check_code, move_on, tell_failure
from .forms import CodeForm
from .pending import Pending, complete, pending
from .refusal import too_many

_ASKED = "passkey_asked"  # in the session: what a passkey has to sign


@method_decorator([login_not_required, sensitive_post_parameters(), never_cache], name="dispatch")
class SecondStep(View):
    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        owing = pending(request)
        if owing is None or request.user.is_authenticated:
            return redirect("sign_in")
        self.owing: Pending = owing
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(CodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        attempt = Attempt((SECOND_FACTOR, self.owing.user.pk), of_address(request))
        until = attempt.refused_until()
        if until:
            return too_many(request, until)
        form = CodeForm(request.POST)
        if form.is_valid():
            if self._is_right(form):
                attempt.was_right()
                complete(request, self.owing)
                return redirect(self.owing.next_page)
            tell_failure(request, self.owing.user)
            if form.cleaned_data["answer"]:
                form.add_error(None, _("This passkey was not accepted. Try once more or use a code."))
            else:
                form.add_error("code", _("The code is wrong, too old or was used already."))
        return self._page(form)

    def _is_right(self, form: CodeForm) -> bool:
        user, answer = self.owing.user, form.cleaned_data["answer"]
        if not answer:
            return check_code(user, form.cleaned_data["code"])
        asked = self.request.session.pop(_ASKED, None)
        try:
            factor = passkeys.passkey_of(self.request, user, asked, answer)
        except passkeys.WrongPasskey:
            return False
        return move_on(factor, factor.counter)

    def _page(self, form: CodeForm) -> HttpResponse:
        request = self.request
        asked = passkeys.ask(request, self.owing.user)
        if asked:
            request.session[_ASKED] = asked[1]
        form.forget_answer()
        context = {"form": form, "options": asked[0] if asked else ""}
        return render(request, "account/second_step.html", context)
