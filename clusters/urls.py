"""URLs for sign-in and sign-out, the user's own account, and the accounts of others."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from clusters.accounts import invitations, second_factor_views, views
from clusters.accounts.language import language
from clusters.accounts.sign_in import SignIn, SignOut
from clusters.intake.font_reading import old_font_read

app_name = "clusters"

urlpatterns = [
    path("ngon-ngu/", language, name="language"),
    path("phong-chu/", old_font_read, name="old_font"),
    path("dang-nhap/", SignIn.as_view(), name="sign_in"),
    path("dang-nhap/ma/", second_factor_views.second_factor, name="second_factor"),
    path("dang-xuat/", login_not_required(SignOut.as_view()), name="sign_out"),
    path("mat-khau/doi/", views.password_change, name="password_change"),
    path("mat-khau/quen/", views.password_forgotten, name="password_forgotten"),
    path("mat-khau/quen/da-gui/", views.password_sent, name="password_sent"),
    path(
        "mat-khau/dat-lai/<uidb64>/<token>/", login_not_required(views.PasswordFresh.as_view()), name="password_fresh"
    ),
    path("tai-khoan/", views.account, name="account"),
    path("tai-khoan/phien/", views.sessions_end, name="sessions_end"),
    path("tai-khoan/phien/<int:pk>/", views.session_end, name="session_end"),
    path("tai-khoan/xac-thuc/", second_factor_views.second_factor_set_up, name="second_factor_set_up"),
    path("tai-khoan/xac-thuc/de-sau/", second_factor_views.second_factor_later, name="second_factor_later"),
    path("tai-khoan/xac-thuc/ma-du-phong/", second_factor_views.codes_renew, name="codes_renew"),
    path("tai-khoan/xac-thuc/tat/", second_factor_views.second_factor_remove, name="second_factor_remove"),
    path("tai-khoan/danh-sach/", invitations.account_list, name="account_list"),
    path("tai-khoan/moi/", invitations.account_add, name="account_add"),
    path("tai-khoan/<int:pk>/", invitations.account_detail, name="account_detail"),
    path("tai-khoan/<int:pk>/loi-moi/", invitations.invitation_renew, name="invitation_renew"),
    path("tai-khoan/<int:pk>/loi-moi/rut/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("tai-khoan/<int:pk>/phan-cong/", invitations.mandate_add, name="mandate_add"),
    path("tai-khoan/phan-cong/<int:pk>/ket-thuc/", invitations.mandate_end, name="mandate_end"),
    path("tai-khoan/phan-cong/<int:pk>/ban-giao/", invitations.mandate_hand_over, name="mandate_hand_over"),
    path("loi-moi/<str:token>/", invitations.invitation, name="invitation"),
]
